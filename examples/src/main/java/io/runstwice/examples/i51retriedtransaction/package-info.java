/**
 * Odoo repeats a transaction that PostgreSQL has refused because of a concurrent one, and invoices were mailed within
 * the transaction: the database shows one mail, and the customer got two
 * (<a href="https://github.com/odoo/odoo/pull/92740">pull request 92740</a>). A transaction takes back what the
 * database did, never what has left the house. The twin commits that the mail is due, sends it when nothing can be
 * taken back any more, under the invoice's name, and then notes that it is sent.
 */
@NullMarked
package io.runstwice.examples.i51retriedtransaction;

import org.jspecify.annotations.NullMarked;
