package io.runstwice.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every sentence that the page shows is understood. */
class DocumentedFormsTests {

    private static final Path PAGE = Path.of("..", "docs", "incident-format.md");

    /** What stands in backticks in the first column, but for ends of sentences after an ellipsis. */
    private static final Pattern SENTENCE = Pattern.compile("(… )?`([^`]+)`");

    @Test
    void sentencesOfThePage_areUnderstood() throws IOException {
        assertThat(sentences("What happened")).hasSizeGreaterThan(20).allSatisfy(sentence -> assertThat(
                        Form.read(HappeningForms.ALL, new Bullet(1, sentence)))
                .isPresent());
        assertThat(sentences("What the customer saw")).hasSizeGreaterThan(5).allSatisfy(sentence -> assertThat(
                        Form.read(ObservedForms.ALL, new Bullet(1, sentence)))
                .isPresent());
    }

    private static List<String> sentences(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int section = page.indexOf("\n## " + heading + "\n\n| bullet |");
        String text = page.substring(section, page.indexOf("\n## ", section + 1));
        return text.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .flatMap(line -> SENTENCE.matcher(line).results())
                .filter(found -> found.group(1) == null)
                .map(found -> found.group(2).replace("<call>", "POST /v1/charges"))
                .toList();
    }
}
