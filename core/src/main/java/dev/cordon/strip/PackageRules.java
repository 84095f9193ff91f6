package dev.cordon.strip;

import static dev.cordon.strip.Vocabularies.zeros;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/** Which values of attributes stay in which parts of a document. */
final class PackageRules {
    private static final ImmutableSet<String> MODES = ImmutableSet.of("Internal", "External");
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]{1,5}");
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "(?:application/(?:xml|vnd\\.(?:openxmlformats|ms)-[a-z0-9.+-]+)|(?:image|audio|video)/[a-z0-9.+-]{1,12})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MODULE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,30}");
    private static final ImmutableSet<String> CODE_OWNERS = ImmutableSet.of("sheetPr", "workbookPr");
    private static final ImmutableSet<String> PREFIX_LISTS =
            ImmutableSet.of("Ignorable", "MustUnderstand", "ProcessContent", "Requires");
    private static final String COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    private static final QName SPACE_RULE = new QName(XMLConstants.XML_NS_URI, "space");
    private static final ImmutableSet<String> SPACE_RULES = ImmutableSet.of("default", "preserve");

    private final ImmutableSet<String> names;
    private final boolean hasMacros;

    PackageRules(ImmutableSet<String> names, boolean hasMacros) {
        this.names = names;
        this.hasMacros = hasMacros;
    }

    /** Returns the rule for the list of content types. */
    AttributeRule contentTypes() {
        return (element, attribute, value, prefixes) -> {
            boolean stays = switch (attribute.getLocalPart()) {
                case "PartName" -> value.startsWith("/") && names.contains(PartName.folded(value));
                case "Extension" -> EXTENSION.matcher(value).matches();
                case "ContentType" -> MEDIA_TYPE.matcher(value).matches();
                default -> false;
            };
            return stays ? value : zeros(value);
        };
    }

    /** Returns the rule for the relations in one part: those within the document stay. */
    AttributeRule relations(String part) {
        return (element, attribute, value, prefixes) -> {
            boolean stays = switch (attribute.getLocalPart()) {
                case "Id" -> Vocabularies.isRelationId(value);
                case "Type" -> Vocabularies.isKnown(value);
                case "TargetMode" -> MODES.contains(value);
                case "Target" ->
                    PartName.resolve(part, value).filter(names::contains).isPresent();
                default -> false;
            };
            return stays ? value : zeros(value);
        };
    }

    /** Returns the rule for everything else: what binds parts together stays, and what binds code to its place. */
    AttributeRule markup() {
        return (element, attribute, value, prefixes) -> {
            if (isPrefixList(element, attribute)) {
                return known(value, prefixes);
            }
            boolean stays = Vocabularies.refersToRelation(attribute) && Vocabularies.isRelationId(value)
                    || attribute.equals(SPACE_RULE) && SPACE_RULES.contains(value)
                    || isModule(element, attribute, value);
            return stays ? value : zeros(value);
        };
    }

    private boolean isModule(QName element, QName attribute, String value) {
        return hasMacros
                && CODE_OWNERS.contains(element.getLocalPart())
                && attribute.equals(new QName("codeName"))
                && MODULE.matcher(value).matches();
    }

    private static boolean isPrefixList(QName element, QName attribute) {
        String namespace = attribute.getNamespaceURI();
        boolean isCompatibility = namespace.equals(COMPATIBILITY)
                || namespace.isEmpty() && element.getNamespaceURI().equals(COMPATIBILITY);
        return isCompatibility && PREFIX_LISTS.contains(attribute.getLocalPart());
    }

    /** Blanks the prefixes whose vocabularies do not stay; a document may not name one that it does not declare. */
    private static String known(String list, Predicate<String> prefixes) {
        char[] kept = list.toCharArray();
        int start = 0;
        while (start < kept.length) {
            int end = start;
            while (end < kept.length && !XmlUnits.isSpace(kept[end])) {
                end++;
            }
            if (!prefixes.test(list.substring(start, end))) {
                Arrays.fill(kept, start, end, ' ');
            }
            start = end + 1;
        }
        return new String(kept);
    }
}
