package io.runstwice.ids;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;

/**
 * A purchase and what hangs on it, in the shapes that keys have in Hibernate. Envers keeps each version of it, under a
 * number and a time of its own.
 */
final class Purchases {

    private Purchases() {}

    static final List<Class<?>> ALL = List.of(Purchase.class, Goods.class, Receipt.class, Line.class, Portion.class);

    @Entity(name = "Purchase")
    @Table(name = "purchases")
    @Audited
    static class Purchase {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        int number;
        int cents;

        @JdbcTypeCode(SqlTypes.JSON)
        @Column(columnDefinition = "json")
        String doc;

        @ElementCollection
        @CollectionTable(name = "purchase_tags", joinColumns = @JoinColumn(name = "purchase_id"))
        @Column(name = "tag")
        List<String> tags = new ArrayList<>();

        @ManyToMany
        @JoinTable(
                name = "purchase_goods",
                joinColumns = @JoinColumn(name = "purchase_id"),
                inverseJoinColumns = @JoinColumn(name = "goods_id"))
        List<Goods> goods = new ArrayList<>();
    }

    @Entity(name = "Goods")
    @Table(name = "goods")
    @Audited
    static class Goods {
        @Id
        @GeneratedValue
        Long id;

        String name;
    }

    /** Its id is the one of its purchase. */
    @Entity(name = "Receipt")
    @Table(name = "receipts")
    static class Receipt {
        @Id
        Long id;

        @OneToOne
        @MapsId
        Purchase purchase;

        int number;
    }

    @Embeddable
    static class Place implements Serializable {
        private static final long serialVersionUID = 1;

        Long purchaseId;
        int place;

        @Override
        public boolean equals(Object other) {
            return other instanceof Place that && Objects.equals(purchaseId, that.purchaseId) && place == that.place;
        }

        @Override
        public int hashCode() {
            return Objects.hash(purchaseId, place);
        }
    }

    /** A part of its key is the id of its purchase. */
    @Entity(name = "Line")
    @Table(name = "purchase_lines")
    static class Line {
        @EmbeddedId
        Place place = new Place();

        @ManyToOne
        @MapsId("purchaseId")
        @JoinColumn(name = "purchase_id")
        Purchase purchase;

        int cents;
    }

    static class PortionKey implements Serializable {
        private static final long serialVersionUID = 1;

        Long id;
        int shop;

        @Override
        public boolean equals(Object other) {
            return other instanceof PortionKey that && Objects.equals(id, that.id) && shop == that.shop;
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, shop);
        }
    }

    /** A part of its key is drawn. */
    @Entity(name = "Portion")
    @Table(name = "portions")
    @IdClass(PortionKey.class)
    static class Portion {
        @Id
        @GeneratedValue
        Long id;

        @Id
        int shop;

        Long purchaseId;
        int cents;
    }
}
