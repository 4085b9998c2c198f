package fr.passerelle.tryit.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One trial for all test classes: starting it takes longer than most tests. JUnit closes
 * it after the last.
 */
final class TrialExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(TrialExtension.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Trial.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Trial.class, (key) -> new Trial(), Trial.class);
	}

}
