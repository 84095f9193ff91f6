package dev.cordon.analysis;

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
 * @param laboratory what the owner of the centre gives it to work with
 */
public record AnalysisConfig(
        Work work,
        SampleContents contents,
        DefinitionStore definitions,
        ActiveDefinitions active,
        Engine engine,
        SigningKey key,
        Laboratory laboratory) {}
