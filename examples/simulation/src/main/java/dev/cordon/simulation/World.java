package dev.cordon.simulation;

import java.nio.file.Path;

/**
 * What everything that is simulated shares.
 *
 * @param agenda what is to happen when
 * @param trace what has happened
 * @param weather what goes wrong
 * @param tampering the mistake that is made on purpose
 * @param disks the folder in which each host has its disk
 */
record World(Agenda agenda, Trace trace, Weather weather, Tampering tampering, Path disks) {}
