/** Rows of the control database as records of the contracts, and back: one naming, one reading, for JDBC and Connect alike. */
package io.blackroad.connect.row;
