/** The command line: the worked example of embedding every part, and what an operator types. */
@NullMarked
package dev.cordon.cli;

import org.jspecify.annotations.NullMarked;
