/** Places that run until somebody stops them. */
@NullMarked
package dev.cordon.cli.running;

import org.jspecify.annotations.NullMarked;
