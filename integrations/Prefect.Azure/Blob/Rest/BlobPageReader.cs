using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Prefect.Azure;

/// <summary>Reads the documents in which the service lists.</summary>
internal static class BlobPageReader
{
    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true };

    /// <exception cref="XmlException">It is no such document.</exception>
    public static BlobPage Read(Stream content)
    {
        List<AzureBlobInfo> blobs = [];
        string? next = null;
        ReadElements(content, "Blob", "EnumerationResults", element => blobs.Add(ToBlob(element)), marker => next = marker);
        return new BlobPage(blobs, string.IsNullOrEmpty(next) ? null : next);
    }

    /// <exception cref="XmlException">It is no such document.</exception>
    public static IReadOnlyList<string> ReadContainers(Stream content)
    {
        List<string> names = [];
        ReadElements(content, "Container", "EnumerationResults", element => names.Add((string?)element.Element("Name") ?? ""), static _ => { });
        return names;
    }

    /// <exception cref="XmlException">It is no such document.</exception>
    public static IReadOnlyList<string> ReadBlocks(Stream content)
    {
        List<string> ids = [];
        ReadElements(content, "Block", "BlockList", element => ids.Add((string?)element.Element("Name") ?? ""), static _ => { });
        return ids;
    }

    // One element of the list at a time: a page may have thousands.
    private static void ReadElements(Stream content, string name, string root, Action<XElement> add, Action<string> mark)
    {
        using XmlReader reader = XmlReader.Create(content, s_settings);
        reader.MoveToContent();
        if (reader.LocalName != root)
        {
            throw new XmlException($"The document is a '{reader.LocalName}', not a list.");
        }

        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == name)
            {
                add((XElement)XNode.ReadFrom(reader));
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "NextMarker")
            {
                mark(reader.ReadElementContentAsString());
            }
            else
            {
                reader.Read();
            }
        }
    }

    private static AzureBlobInfo ToBlob(XElement blob)
    {
        XElement? properties = blob.Element("Properties");
        XElement[] metadata = [.. blob.Element("Metadata")?.Elements() ?? []];
        return new AzureBlobInfo(Name(blob.Element("Name")), Number(properties?.Element("Content-Length")))
        {
            LastModified = Time(properties?.Element("Last-Modified")),
            CreatedOn = Time(properties?.Element("Creation-Time")),
            ETag = Text(properties?.Element("Etag"))?.Trim('"'),
            ContentType = Text(properties?.Element("Content-Type")),
            ContentMd5 = Text(properties?.Element("Content-MD5")),
            BlobType = Text(properties?.Element("BlobType")),
            AccessTier = Text(properties?.Element("AccessTier")),
            Snapshot = Text(blob.Element("Snapshot")),
            VersionId = Text(blob.Element("VersionId")),
            IsDeleted = IsTrue(blob.Element("Deleted")?.Value),
            Metadata = Pairs(metadata.Select(item => (item.Name.LocalName, item.Value)), StringComparer.OrdinalIgnoreCase),
            Tags = Pairs(
                blob.Descendants("Tag").Select(tag => ((string?)tag.Element("Key") ?? "", (string?)tag.Element("Value") ?? "")), StringComparer.Ordinal),
            IsFolder = (string?)properties?.Element("ResourceType") == "directory"
                || metadata.Any(item => item.Name.LocalName.Equals("hdi_isfolder", StringComparison.OrdinalIgnoreCase) && IsTrue(item.Value)),
        };
    }

    // Names with characters that XML cannot have come percent-encoded.
    private static string Name(XElement? name) =>
        IsTrue((string?)name?.Attribute("Encoded")) ? Uri.UnescapeDataString(name!.Value) : name?.Value ?? "";

    private static string? Text(XElement? element) => string.IsNullOrEmpty(element?.Value) ? null : element.Value;

    private static bool IsTrue(string? text) => text is not null && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static long Number(XElement? element) =>
        long.TryParse(element?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    private static DateTimeOffset? Time(XElement? element) =>
        DateTimeOffset.TryParseExact(element?.Value, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private static Dictionary<string, string> Pairs(IEnumerable<(string Name, string Value)> pairs, StringComparer comparer)
    {
        Dictionary<string, string> result = new(comparer);
        foreach ((string name, string value) in pairs)
        {
            result[name] = value;
        }

        return result;
    }
}
