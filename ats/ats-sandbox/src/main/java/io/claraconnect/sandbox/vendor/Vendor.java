package io.claraconnect.sandbox.vendor;

import java.util.List;
import java.util.Optional;

import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Change;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Stage;
import io.claraconnect.sandbox.world.Webhook;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stand-in of one vendor. It is served under {@code /<name>} and addressed by the
 * same name in the control API.
 */
public interface Vendor {

	/** Returns the name, one lower-case word. */
	String name();

	/** Returns how the vendor numbers its records. */
	Ids.Style ids();

	/**
	 * Returns the account whose credential the request carries, valid or not, as far as
	 * one can tell. Used for the request log, faults and the account's lock; it decides
	 * nothing about access.
	 */
	Optional<Account> identify(Request request);

	/**
	 * Answers a call of the vendor's own API, errors included. Calls of one account come
	 * one at a time.
	 */
	Reply handle(Request request);

	/**
	 * Furnishes a new account: credentials, users (one of them a site admin) and whatever
	 * else exists at this vendor before the first job.
	 */
	void furnish(Account account);

	/**
	 * Returns what a person would copy from the vendor's screens to connect: key, client
	 * id and secret and the like, and the base address of the API.
	 * @param base scheme, host and prefix of this vendor
	 */
	ObjectNode connection(Account account, String base);

	/** Returns the steps of a job for which the control API names none. */
	List<String> usualStages();

	/**
	 * Returns the pipeline of a new job with these step names: steps of its own, unless
	 * the vendor's steps belong to the account.
	 */
	default List<Stage> pipeline(Account account, Ids ids, List<String> names) {
		return names.stream().map((name) -> new Stage(ids.next(ids()), name)).toList();
	}

	/**
	 * Called after something changed, while the account is locked: queue the webhooks.
	 */
	void changed(Account account, Change change);

	/**
	 * The customer saves a webhook in the vendor's screens. Stores it, fires the test
	 * delivery where the vendor does, and returns it as the screen would show it. The
	 * account is not locked.
	 * @param before the hook that is edited; absent for a new one
	 * @param form url, secret, event, name, enabled; whatever the vendor asks for
	 * @throws IllegalArgumentException if the vendor's screen would refuse it
	 */
	Webhook configure(Account account, Optional<Webhook> before, ObjectNode form);

	/**
	 * Returns the addresses in the vendor's API by which to read this application back:
	 * candidate, application, notes, tags; names are up to the vendor beyond these.
	 */
	ObjectNode addresses(Account account, Application application, String base);

	/**
	 * A person does something that only this vendor knows.
	 * @return the answer; absent if there is no such action
	 */
	default Optional<Reply> action(Account account, String name, ObjectNode body) {
		return Optional.empty();
	}

	/**
	 * Returns the id of the rejection reason with that id or name; absent if the account
	 * has none such.
	 */
	Optional<String> rejectionReason(Account account, String idOrName);

	/** Whether a cover letter that was typed stays text, and becomes no file. */
	default boolean keepsLettersAsText() {
		return true;
	}

	/**
	 * Called after each attempt of a webhook delivery, while the account is locked.
	 * @param status the HTTP status, 0 if no answer came
	 * @param body what the endpoint answered
	 */
	default void answered(Account account, Delivery delivery, int status, String body) {
	}

	/**
	 * Called every now and then, while the account is locked, for what takes effect late.
	 */
	default void timePasses(Account account) {
	}

}
