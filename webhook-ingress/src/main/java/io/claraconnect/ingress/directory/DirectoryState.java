package io.claraconnect.ingress.directory;

/** Whether the directory has read everything that was there when this process started. */
@FunctionalInterface
public interface DirectoryState {

	/** Whether an unknown connection really is unknown. */
	boolean caughtUp();

}
