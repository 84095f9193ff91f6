package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.spi.Engine;

/**
 * What an analysis centre works with.
 *
 * @param work the submissions of the centre and how they are taken
 * @param contents the way of contents out of the store
 * @param definitions the packages that the centre has published
 * @param active the definitions that the centre tries first, and through which it publishes
 * @param engine loads definitions for their tests
 * @param key signs definitions
 * @param corpus files that are known to be clean, in which no signature may be found
 */
public record AnalysisConfig(
        Work work,
        SampleContents contents,
        DefinitionStore definitions,
        ActiveDefinitions active,
        Engine engine,
        SigningKey key,
        ImmutableList<ByteSource> corpus) {}
