/** The control tables: read and checked from one YAML file, written to their topics as change capture would. */
package io.blackroad.connect;
