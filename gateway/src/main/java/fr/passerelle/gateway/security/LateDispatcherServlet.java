package fr.passerelle.gateway.security;

import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Spring MVC, whose parts are made in the second half of the start. The web server
 * initialises each servlet before it opens its port; this one looks up its parts, and so
 * makes all controllers, when {@link #prepare} is called or the first request comes.
 */
final class LateDispatcherServlet extends DispatcherServlet {

	private static final long serialVersionUID = 1L;

	private final transient ReentrantLock lock = new ReentrantLock();

	private volatile boolean prepared;

	@Override
	protected void onRefresh(ApplicationContext context) {
		// See prepare().
	}

	/** Looks up the parts, once; others wait for it. */
	void prepare() {
		if (this.prepared) {
			return;
		}
		this.lock.lock();
		try {
			ApplicationContext context = getWebApplicationContext();
			if (!this.prepared && context != null) {
				initStrategies(context);
				this.prepared = true;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	protected void doService(HttpServletRequest request, HttpServletResponse response) throws Exception {
		prepare();
		super.doService(request, response);
	}

}
