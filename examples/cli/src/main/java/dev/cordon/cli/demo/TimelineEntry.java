package dev.cordon.cli.demo;

import java.time.Instant;

/**
 * One line of the timeline.
 *
 * @param time when it happened
 * @param sample the client's id of the sample
 * @param file the name of the file
 * @param place client, server, gateway or analysis
 * @param status the status at that place
 * @param state the analysis state as that place knows it; empty where it knows none
 * @param event what happened
 */
record TimelineEntry(
        Instant time, String sample, String file, String place, String status, String state, String event) {}
