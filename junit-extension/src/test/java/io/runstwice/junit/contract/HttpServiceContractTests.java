package io.runstwice.junit.contract;

import io.runstwice.http.HttpService;
import io.runstwice.world.Safeguard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.opentest4j.TestAbortedException;

class HttpServiceContractTests extends ResourceContract<HttpService> {

    @Override
    protected HttpService create() {
        return HttpService.stripeLike();
    }

    @Override
    protected void act(HttpService gateway) throws Exception {
        URI charges = gateway.uri().resolve("/v1/charges");
        HttpRequest request = HttpRequest.newBuilder(charges)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("amount=1999"))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    /** A request waits for another one only while that is held in flight, which a contract does not do. */
    @Override
    protected void hold(HttpService gateway) {
        throw new TestAbortedException("does not apply: nothing lives only as long as the worker that sent a request");
    }

    @Override
    protected List<Safeguard> guards() {
        return List.of(new Safeguard(Safeguard.Form.KEY, ""), new Safeguard(Safeguard.Form.KEY, "X-Request-Id"));
    }
}
