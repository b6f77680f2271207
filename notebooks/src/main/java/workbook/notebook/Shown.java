package workbook.notebook;

import java.util.List;
import java.util.Map;

/** A value that knows how it is shown below a cell; a kernel that does not ask gets its text. */
public interface Shown {
  /** Returns one or more things to show in this order, each as data by MIME type. */
  List<Map<String, String>> parts();
}
