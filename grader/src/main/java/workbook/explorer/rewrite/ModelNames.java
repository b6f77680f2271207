package workbook.explorer.rewrite;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.commons.Remapper;

/**
 * Finds models by their names: the model of {@code java.util.concurrent.Semaphore} is {@code
 * workbook.explorer.model.util.concurrent.Semaphore}, and so for every class below {@code java}.
 */
final class ModelNames extends Remapper {
  private static final String MODELS = "workbook/explorer/model/";
  private final Map<String, String> known = new HashMap<>();
  private final ClassLoader models;

  ModelNames(ClassLoader models) {
    super(org.objectweb.asm.Opcodes.ASM9);
    this.models = models;
  }

  static boolean isModel(String internalName) {
    return internalName.startsWith(MODELS);
  }

  /** The name of what a model stands for. */
  static String original(String model) {
    return ("java/" + model.substring(MODELS.length())).replace('/', '.').replace('$', '.');
  }

  @Override
  public String map(String internalName) {
    if (!internalName.startsWith("java/")) {
      return internalName;
    }
    return known.computeIfAbsent(
        internalName,
        name -> {
          String model = MODELS + name.substring("java/".length());
          return models.getResource(model + ".class") == null ? name : model;
        });
  }
}
