package io.claraconnect.sandbox.world;

/** A question of the application form with the candidate's answer. */
public record Answer(String question, String answer) {
}
