package io.runstwice.http;

import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.ChargeCreateParams;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Other people's HTTP clients as they come, but for a timeout that a test can wait for. */
enum Clients {
    HTTP_URL_CONNECTION {
        @Override
        void get(URI service) throws IOException {
            connection(service).getInputStream().readAllBytes();
        }

        @Override
        void post(URI service) throws IOException {
            HttpURLConnection connection = connection(service);
            connection.setDoOutput(true);
            connection.getOutputStream().write(FORM.getBytes(StandardCharsets.US_ASCII));
            connection.getInputStream().readAllBytes();
        }

        private HttpURLConnection connection(URI service) throws IOException {
            HttpURLConnection connection =
                    (HttpURLConnection) service.resolve(CHARGES).toURL().openConnection();
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection;
        }
    },

    JAVA_NET_HTTP {
        private final HttpClient client = HttpClient.newHttpClient();

        @Override
        void get(URI service) throws Exception {
            send(request(service).GET());
        }

        @Override
        void post(URI service) throws Exception {
            send(request(service)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(FORM)));
        }

        private HttpRequest.Builder request(URI service) {
            return HttpRequest.newBuilder(service.resolve(CHARGES)).timeout(Duration.ofMillis(TIMEOUT_MILLIS));
        }

        private void send(HttpRequest.Builder request) throws Exception {
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    },

    OKHTTP {
        private final OkHttpClient client = new OkHttpClient.Builder()
                .readTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .build();

        @Override
        void get(URI service) throws IOException {
            send(request(service).get());
        }

        @Override
        void post(URI service) throws IOException {
            send(request(service)
                    .post(new FormBody.Builder().add("amount", "1999").build()));
        }

        private okhttp3.Request.Builder request(URI service) {
            return new okhttp3.Request.Builder().url(service.resolve(CHARGES).toString());
        }

        private void send(okhttp3.Request.Builder request) throws IOException {
            try (okhttp3.Response response = client.newCall(request.build()).execute()) {
                response.body().string();
            }
        }
    },

    APACHE {
        private final CloseableHttpClient client = HttpClients.custom()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                        .build())
                .build();

        @Override
        void get(URI service) throws IOException {
            client.execute(new HttpGet(service.resolve(CHARGES)), reply -> EntityUtils.toString(reply.getEntity()));
        }

        @Override
        void post(URI service) throws IOException {
            HttpPost post = new HttpPost(service.resolve(CHARGES));
            post.setEntity(new StringEntity(FORM, ContentType.APPLICATION_FORM_URLENCODED));
            client.execute(post, reply -> EntityUtils.toString(reply.getEntity()));
        }
    },

    STRIPE_JAVA {
        @Override
        void get(URI service) throws Exception {
            client(service).v1().charges().list();
        }

        @Override
        void post(URI service) throws Exception {
            client(service)
                    .v1()
                    .charges()
                    .create(
                            ChargeCreateParams.builder().setAmount(1999L).build(),
                            RequestOptions.builder().build());
        }

        private StripeClient client(URI service) {
            return StripeClient.builder()
                    .setApiKey("sk_test_1")
                    .setApiBase(service.toString())
                    .setReadTimeout(TIMEOUT_MILLIS)
                    .build();
        }
    };

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final String CHARGES = "/v1/charges";
    private static final String FORM = "amount=1999";

    /** Lists charges, and leaves a connection that can be used again. */
    abstract void get(URI service) throws Exception;

    /** Creates a charge. */
    abstract void post(URI service) throws Exception;
}
