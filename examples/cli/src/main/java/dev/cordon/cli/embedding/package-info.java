/** Small programs that embed Cordon; README shows the first of them. */
@NullMarked
package dev.cordon.cli.embedding;

import org.jspecify.annotations.NullMarked;
