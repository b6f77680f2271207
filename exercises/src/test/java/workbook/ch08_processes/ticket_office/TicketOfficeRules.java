package workbook.ch08_processes.ticket_office;

import workbook.grader.rules.Grant;
import workbook.grader.rules.Grants;

/**
 * Lets the answer use files and their locks.
 *
 * <p>There is no rule about how: whether sellers keep out of each other's way is seen by letting
 * them meet.
 */
@Grants({Grant.FILES})
final class TicketOfficeRules {
  private TicketOfficeRules() {}
}
