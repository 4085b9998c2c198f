package fr.passerelle.gateway;

import java.util.Map;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.config.FixedDelayTask;

/**
 * Collects what the packages want repeated; the name of a task's bean is its name in the
 * log.
 */
@Configuration(proxyBeanMethods = false)
class TimetableConfiguration {

	/** Stopped by its life cycle, and also where a start breaks off. */
	@Bean(destroyMethod = "stop")
	Timetable timetable(ThreadPoolTaskSchedulerBuilder builder, Map<String, FixedDelayTask> tasks) {
		return new Timetable(builder, tasks, Timetable.FAREWELL);
	}

}
