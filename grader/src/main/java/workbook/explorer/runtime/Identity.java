package workbook.explorer.runtime;

/**
 * An object with a hash code that does not depend on the JVM, as {@link Object}'s does: models that
 * code puts into hash tables are such.
 */
public abstract class Identity {
  @Override
  public int hashCode() {
    return Hooks.identity(this);
  }
}
