package io.claraconnect.config.security;

import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallerTest {

	@ParameterizedTest
	@EnumSource(Role.class)
	@DisplayName("Words about people are shown to every role but that which only keeps the platform running")
	void words(Role role) {
		assertThat(caller(Set.of(role)).readsAboutPeople()).isEqualTo(role != Role.OPERATOR);
	}

	@Test
	@DisplayName("Words about people are shown to an operator who is a recruiter too, and not to who is nothing")
	void several() {
		assertThat(caller(Set.of(Role.OPERATOR, Role.RECRUITER)).readsAboutPeople()).isTrue();
		assertThat(caller(Set.of()).readsAboutPeople()).isFalse();
	}

	private static Caller caller(Set<Role> roles) {
		return new Caller("organisation", "person", roles);
	}

}
