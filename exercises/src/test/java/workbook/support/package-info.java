/**
 * What the tests of several exercises need: threads that are joined and whose failures are told.
 */
package workbook.support;
