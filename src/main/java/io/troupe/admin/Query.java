package io.troupe.admin;

import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The parameters of one request; a bad one is an {@link Query.Bad}. */
final class Query {
    private final HttpRequest request;

    /** Names the parameter and says what is wanted. */
    static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1;

        Bad(String message) {
            super(message);
        }
    }

    Query(HttpRequest request) {
        this.request = request;
    }

    String text(String name, String otherwise) {
        try {
            return request.getUri().query().get(name).orElse(otherwise);
        } catch (RuntimeException e) {
            throw new Bad("the query cannot be read: " + e.getMessage());
        }
    }

    int whole(String name, int least, int most, int otherwise) {
        String text = text(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, "a whole number from " + least + " to " + most);
        }
        throw bad(name, "a whole number from " + least + " to " + most);
    }

    /** As {@code 0x1f}, or decimal. */
    long id(String name, long otherwise) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw bad(name, "a number as 0x1f");
        }
    }

    private static Bad bad(String name, String wanted) {
        return new Bad("the parameter '" + name + "' must be " + wanted);
    }
}
