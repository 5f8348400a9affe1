/** The control database: its migrations, what fills it at first, and how it is read whole. */
package io.blackroad.connect.database;
