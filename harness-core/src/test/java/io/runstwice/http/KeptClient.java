package io.runstwice.http;

import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.ChargeCreateParams;
import com.stripe.param.CustomerCreateParams;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * A client as an application makes it once: with its pool of connections, and no settings but those that it comes with.
 */
interface KeptClient {

    /** Creates a charge, or a customer, under a key if there is one; a refusal is thrown. */
    void post(URI service, String path, @Nullable String key) throws Exception;

    /** How each client is made. */
    enum Kind implements Supplier<KeptClient> {
        HTTP_URL_CONNECTION {
            @Override
            public KeptClient get() {
                return KeptClient::throughUrl;
            }
        },
        JAVA_NET_HTTP {
            @Override
            public KeptClient get() {
                HttpClient client = HttpClient.newHttpClient();
                return (service, path, key) -> {
                    HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                            .POST(HttpRequest.BodyPublishers.ofString(form(path)));
                    if (key != null) {
                        request.header(KEY, key);
                    }
                    mustBeFine(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode());
                };
            }
        },
        OKHTTP {
            @Override
            public KeptClient get() {
                OkHttpClient client = new OkHttpClient();
                return (service, path, key) -> {
                    okhttp3.Request.Builder request = new okhttp3.Request.Builder()
                            .url(service.resolve(path).toString())
                            .post(RequestBody.create(form(path), MediaType.get("application/x-www-form-urlencoded")));
                    if (key != null) {
                        request.header(KEY, key);
                    }
                    try (okhttp3.Response response =
                            client.newCall(request.build()).execute()) {
                        response.body().string();
                        mustBeFine(response.code());
                    }
                };
            }
        },
        APACHE {
            @Override
            public KeptClient get() {
                return apache(HttpClients.createDefault());
            }
        },
        /** The second delivery waits within the JVM for the only connection. */
        APACHE_WITH_ONE_CONNECTION {
            @Override
            public KeptClient get() {
                return apache(HttpClients.custom()
                        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnTotal(1)
                                .setMaxConnPerRoute(1)
                                .build())
                        .build());
            }
        },
        STRIPE_JAVA {
            @Override
            public KeptClient get() {
                return new Stripe();
            }
        };
    }

    String KEY = "Idempotency-Key";

    private static String form(String path) {
        return path.endsWith("charges") ? "amount=1999" : "name=x";
    }

    private static void mustBeFine(int status) throws IOException {
        if (status >= 300) {
            throw new IOException("status " + status);
        }
    }

    private static void throughUrl(URI service, String path, @Nullable String key) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) service.resolve(path).toURL().openConnection();
        connection.setDoOutput(true);
        if (key != null) {
            connection.setRequestProperty(KEY, key);
        }
        try (OutputStream body = connection.getOutputStream()) {
            body.write(form(path).getBytes(StandardCharsets.US_ASCII));
        }
        connection.getInputStream().readAllBytes();
    }

    private static KeptClient apache(CloseableHttpClient client) {
        return (service, path, key) -> {
            HttpPost post = new HttpPost(service.resolve(path));
            post.setEntity(new StringEntity(form(path), ContentType.APPLICATION_FORM_URLENCODED));
            if (key != null) {
                post.setHeader(KEY, key);
            }
            mustBeFine(client.execute(post, reply -> {
                EntityUtils.consume(reply.getEntity());
                return reply.getCode();
            }));
        };
    }

    /** Made for one address, as beans are. */
    final class Stripe implements KeptClient {

        private @Nullable URI known;
        private @Nullable StripeClient client;

        @Override
        public void post(URI service, String path, @Nullable String key) throws Exception {
            RequestOptions options = key == null
                    ? null
                    : RequestOptions.builder().setIdempotencyKey(key).build();
            if (path.endsWith("customers")) {
                client(service)
                        .v1()
                        .customers()
                        .create(CustomerCreateParams.builder().setName("x").build(), options);
            } else {
                client(service)
                        .v1()
                        .charges()
                        .create(ChargeCreateParams.builder().setAmount(1999L).build(), options);
            }
        }

        private synchronized StripeClient client(URI service) {
            if (!service.equals(known)) {
                known = service;
                client = StripeClient.builder()
                        .setApiKey("sk_test_1")
                        .setApiBase(service.toString())
                        .build();
            }
            return Objects.requireNonNull(client);
        }
    }
}
