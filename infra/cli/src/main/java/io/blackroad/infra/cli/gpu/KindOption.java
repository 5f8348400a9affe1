package io.blackroad.infra.cli.gpu;

import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.model.NodeKind;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 4x8xH100:80:4.50}: four nodes of eight cards of 80 GB, 4.50 dollars a card and hour. */
final class KindOption implements ITypeConverter<NodeKind> {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{1,6})x(\\d{1,2})x([^:\\s]+):(\\d{1,6}(?:\\.\\d{1,3})?)(?::(\\d{1,6}(?:\\.\\d{1,9})?))?");

    @Override
    public NodeKind convert(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text
                    + "' is no kind of node; write NODESxCARDSxMODEL:GB[:DOLLARS], for example 4x8xH100:80:4.50");
        }
        int cards = Integer.parseInt(parts.group(2));
        if (cards < 1 || cards > GpuNode.MAX_CARDS) {
            throw new TypeConversionException(
                    "'" + text + "' has " + cards + " cards a node; allowed are 1 to " + GpuNode.MAX_CARDS);
        }
        long price = parts.group(5) == null
                ? -1
                : new BigDecimal(parts.group(5)).movePointRight(9).longValueExact();
        return new NodeKind(
                parts.group(3),
                cards,
                new BigDecimal(parts.group(4)).movePointRight(9).longValueExact(),
                Integer.parseInt(parts.group(1)),
                price);
    }
}
