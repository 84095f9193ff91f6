/** The closed loop in one process: four places that talk over real HTTP on loopback. */
@NullMarked
package dev.cordon.cli.demo;

import org.jspecify.annotations.NullMarked;
