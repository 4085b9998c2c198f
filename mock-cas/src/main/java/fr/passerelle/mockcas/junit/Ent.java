package fr.passerelle.mockcas.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which {@link MockCas} a parameter means, where several run.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Ent {

	/**
	 * The name that the extension was built with.
	 * @return the name
	 */
	String value();

}
