package io.runstwice.examples.springboot;

import com.stripe.StripeClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application as it runs in production. */
@SpringBootApplication
class ShopApplication {

    /** One client for all threads. It tries nothing again: the queue does. */
    @Bean
    StripeClient stripe(@Value("${shop.stripe.url}") String url, @Value("${shop.stripe.key}") String key) {
        return StripeClient.builder()
                .setApiBase(url)
                .setApiKey(key)
                .setMaxNetworkRetries(0)
                .build();
    }
}
