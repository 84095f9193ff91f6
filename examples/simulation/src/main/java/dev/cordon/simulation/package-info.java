/** Whole sites in one thread under a virtual clock, with everything that can go wrong. */
@NullMarked
package dev.cordon.simulation;

import org.jspecify.annotations.NullMarked;
