package fr.passerelle.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/** Leaves out of the second half what the first half has configured. */
final class FirstHalfFilter implements AutoConfigurationImportFilter, BeanFactoryAware {

	private @Nullable BeanFactory beans;

	@Override
	public void setBeanFactory(BeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		BeanFactory known = this.beans;
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			matches[i] = name == null || known == null || !known.containsBean(name);
		}
		return matches;
	}

}
