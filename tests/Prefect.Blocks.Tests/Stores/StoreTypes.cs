using System.Text.Json;

namespace Prefect.Blocks.Tests.Stores;

/// <summary>Block types as a manifest would hold them.</summary>
internal static class StoreTypes
{
    public static BlockTypeManifest Credentials { get; } = Type(
        "acme-credentials",
        "Acme Credentials",
        """
        {"title":"AcmeCredentials","type":"object","block_type_slug":"acme-credentials","block_schema_references":{},
         "secret_fields":["token","headers.*","extra.password"],"required":["user"],
         "properties":{"user":{"type":"string"},"token":{"anyOf":[{"type":"string","format":"password","writeOnly":true},{"type":"null"}],"default":null},
           "headers":{"type":"object"},"extra":{"$ref":"#/definitions/Extra"},"level":{"enum":["low","high"],"type":"string"}},
         "definitions":{"Extra":{"type":"object","title":"Extra","properties":{"password":{"type":"string","format":"password","writeOnly":true},"port":{"type":"integer"}},"required":["password"]}}}
        """);

    public static BlockTypeManifest Bucket { get; } = Type(
        "acme-bucket",
        "Acme Bucket",
        """
        {"title":"AcmeBucket","type":"object","block_type_slug":"acme-bucket",
         "block_schema_references":{"credentials":{"block_type_slug":"acme-credentials","block_schema_checksum":"sha256:acme-credentials"}},
         "secret_fields":["credentials.token"],"required":["bucket","credentials"],
         "properties":{"bucket":{"type":"string"},"credentials":{"$ref":"#/definitions/AcmeCredentials"},"tags":{"type":"array","items":{"type":"string"}}},
         "definitions":{"AcmeCredentials":{"type":"object","block_type_slug":"acme-credentials","required":["user"],
           "properties":{"user":{"type":"string"},"token":{"type":"string"}}}}}
        """);

    public static BlockTypeManifest Type(string slug, string name, string fields, string version = "1.0.0") => new()
    {
        Slug = slug,
        Name = name,
        LogoUrl = "https://example.com/logo.png",
        Description = $"The type {slug}.",
        CodeExample = "await Acme.LoadAsync(\"BLOCK_NAME\");",
        Schema = new BlockSchema
        {
            Checksum = $"sha256:{slug}",
            Version = version,
            Capabilities = ["read-path", "write-path"],
            Fields = JsonElement.Parse(fields),
        },
    };
}
