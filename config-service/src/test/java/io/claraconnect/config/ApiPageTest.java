package io.claraconnect.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

class ApiPageTest {

	private static final Path PAGE = Path.of("../docs/openapi/config-service.yaml");

	@Test
	@Tag("0.74")
	@DisplayName("Every route is on the API page, and the page names no other")
	void complete() throws Exception {
		assertThat(onThePage()).isEqualTo(inTheCode());
	}

	@SuppressWarnings("unchecked")
	private static Set<String> onThePage() throws IOException {
		Map<String, Object> page = new Yaml().load(Files.readString(PAGE));
		Set<String> routes = new TreeSet<>();
		((Map<String, Map<String, Object>>) page.get("paths")).forEach((path, methods) -> methods.keySet()
			.stream()
			.filter((method) -> !method.equals("parameters"))
			.forEach((method) -> routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
		return routes;
	}

	private static Set<String> inTheCode() throws ClassNotFoundException {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
		Set<String> routes = new TreeSet<>();
		for (var candidate : scanner.findCandidateComponents("io.claraconnect.config")) {
			Class<?> controller = Class.forName(candidate.getBeanClassName());
			for (var method : controller.getDeclaredMethods()) {
				RequestMapping route = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
				if (route != null) {
					paths(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class), route)
						.forEach((path) -> routes.add(route.method()[0].name() + " " + path));
				}
			}
		}
		return routes;
	}

	private static List<String> paths(RequestMapping controller, RequestMapping method) {
		String prefix = (controller != null) ? controller.path()[0] : "";
		List<String> paths = new ArrayList<>();
		for (String path : (method.path().length > 0) ? method.path() : new String[] { "" }) {
			paths.add(prefix + path);
		}
		return paths;
	}

}
