package io.runstwice.ids;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.ids.Purchases.Goods;
import io.runstwice.ids.Purchases.Line;
import io.runstwice.ids.Purchases.Portion;
import io.runstwice.ids.Purchases.Purchase;
import io.runstwice.ids.Purchases.Receipt;
import io.runstwice.jdbc.Database;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * Makes a purchase in one transaction, and what hangs on it in a second one.
 *
 * @param fault what is wrong with it when it finds the purchase of an earlier delivery
 */
record PurchaseJob(Fault fault) {

    private static final int MINE = 42;
    private static final int OTHER = 41;

    enum Fault {
        NONE,
        PAYS_AGAIN,
        /** Nothing is left of it but two revisions. */
        AUDITS_AGAIN,
        TAGS_AGAIN,
        JOINS_OTHER_GOODS,
        GIVES_A_RECEIPT_OF_ANOTHER,
        HANGS_THE_LINE_ON_ANOTHER,
        SERVES_A_PORTION_AGAIN,
        WRITES_OF_ANOTHER
    }

    private static SessionFactory factory(DataSource source, String ddl) {
        Configuration configuration = new Configuration();
        Purchases.ALL.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put("hibernate.connection.datasource", source);
        configuration.getProperties().put("hibernate.hbm2ddl.auto", ddl);
        return configuration.buildSessionFactory();
    }

    Verdict on(Server server) throws SQLException {
        DataSource source = server.database(List.of());
        factory(source, "create").close();
        Database db = Database.watching(source);
        try (SessionFactory factory = factory(db.dataSource(), "none")) {
            return RunsTwice.job("Purchase", delivery -> perform(factory))
                    .given(() -> given(db))
                    .watching(db)
                    .within(Bounds.standard().oneAtATime())
                    .explore();
        }
    }

    private static void given(Database db) {
        db.execute("insert into purchases(id, version, number, cents) values (9, 0, 41, 5)");
        db.execute("insert into goods(id, name) values (7, 'pen'), (8, 'ink')");
    }

    private void perform(SessionFactory factory) {
        boolean isNew = factory.fromTransaction(PurchaseJob::make);
        Fault wrong = isNew ? Fault.NONE : fault;
        if (wrong == Fault.AUDITS_AGAIN) {
            Purchase more = new Purchase();
            factory.inTransaction(session -> session.persist(more));
            factory.inTransaction(session -> session.remove(session.find(Purchase.class, more.id)));
        }
        factory.inTransaction(session -> hang(session, wrong));
    }

    /** Whether there was none. */
    private static boolean make(Session session) {
        boolean isNew = find(session, MINE) == null;
        if (isNew) {
            Purchase mine = new Purchase();
            mine.number = MINE;
            mine.tags.add("new");
            session.persist(mine);
        }
        return isNew;
    }

    private static Purchase find(Session session, int number) {
        return session.createQuery("select p from Purchase p where p.number = :number", Purchase.class)
                .setParameter("number", number)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    private static void hang(Session session, Fault wrong) {
        Purchase mine = find(session, MINE);
        boolean done = mine.cents > 0;
        if (!done || wrong == Fault.PAYS_AGAIN) {
            mine.cents += 500;
        }
        if (wrong == Fault.TAGS_AGAIN) {
            mine.tags.add("new");
        }
        if (!done || wrong == Fault.SERVES_A_PORTION_AGAIN) {
            portion(session, mine);
        }
        if (!done) {
            Purchase other = find(session, OTHER);
            mine.goods.add(session.find(Goods.class, wrong == Fault.JOINS_OTHER_GOODS ? 8L : 7L));
            mine.doc = "{\"of\": [" + (wrong == Fault.WRITES_OF_ANOTHER ? other : mine).id + "]}";
            receipt(session, wrong == Fault.GIVES_A_RECEIPT_OF_ANOTHER ? other : mine);
            line(session, wrong == Fault.HANGS_THE_LINE_ON_ANOTHER ? other : mine);
        }
    }

    private static void portion(Session session, Purchase mine) {
        Portion portion = new Portion();
        portion.shop = 3;
        portion.purchaseId = mine.id;
        session.persist(portion);
    }

    private static void receipt(Session session, Purchase of) {
        Receipt receipt = new Receipt();
        receipt.purchase = of;
        session.persist(receipt);
    }

    private static void line(Session session, Purchase of) {
        Line line = new Line();
        line.purchase = of;
        line.place.place = 1;
        session.persist(line);
    }
}
