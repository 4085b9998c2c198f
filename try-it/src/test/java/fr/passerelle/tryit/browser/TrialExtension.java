package fr.passerelle.tryit.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One trial for all test classes of a process: starting it takes longer than most tests.
 * Surefire runs each class by itself, in one session of JUnit, which closes the trial at
 * its end.
 */
final class TrialExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(TrialExtension.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Trial.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
			.computeIfAbsent(Trial.class, (key) -> new Trial(), Trial.class);
	}

}
