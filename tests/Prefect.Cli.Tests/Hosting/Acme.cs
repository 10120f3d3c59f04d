using Prefect.Testing;

namespace Prefect.Cli.Tests;

/// <summary>A package of a provider that does not exist: credentials, and a bucket that refers to them.</summary>
internal static class Acme
{
    public const string CredentialsSchema =
        """
        {"block_schema_references":{},"block_type_slug":"acme-credentials","properties":{
          "user":{"title":"User","type":"string","description":"Who signs in."},
          "token":{"title":"Token","type":"string","format":"password","writeOnly":true},
          "region":{"title":"Region","type":"string","default":"eu"}},
          "required":["user","token"],"secret_fields":["token"],"title":"AcmeCredentials","type":"object"}
        """;

    public const string BucketSchema =
        """
        {"block_schema_references":{"credentials":{"block_schema_checksum":"sha256:aaaa000000000000000000000000000000000000000000000000000000000000","block_type_slug":"acme-credentials"}},
          "block_type_slug":"acme-bucket","properties":{
          "bucket_name":{"title":"Bucket Name","type":"string","description":"Name of the bucket."},
          "credentials":{"$ref":"#/definitions/AcmeCredentials"},
          "retries":{"title":"Retries","type":"integer","default":3},
          "ratio":{"anyOf":[{"type":"number"},{"type":"null"}],"default":null,"title":"Ratio"},
          "is_public":{"title":"Is Public","type":"boolean","default":false},
          "mode":{"enum":["fast","safe"],"type":"string","title":"Mode","default":"safe"},
          "tags":{"items":{"type":"string"},"type":"array","title":"Tags","default":[]},
          "extra":{"title":"Extra","type":"object","default":{}}},
          "required":["bucket_name","credentials"],"secret_fields":["credentials.token"],"title":"AcmeBucket","type":"object",
          "definitions":{"AcmeCredentials":__CREDENTIALS__}}
        """;

    public static string Manifest { get; } =
        $$$$"""
        {"format":1,"blocks":[
          {"type":"Acme.AcmeCredentials","slug":"acme-credentials","name":"Acme Credentials","logo_url":null,
           "documentation_url":"https://acme.example/credentials","description":"Signs in to Acme. Needs a token.","code_example":"await AcmeCredentials.LoadAsync(\"main\");",
           "is_protected":false,"schema":{"checksum":"sha256:aaaa000000000000000000000000000000000000000000000000000000000000","capabilities":[],"fields":{{{{CredentialsSchema}}}}}},
          {"type":"Acme.AcmeBucket","slug":"acme-bucket","name":"Acme Bucket","logo_url":null,
           "documentation_url":null,"description":"A bucket at Acme.","code_example":null,
           "is_protected":false,"schema":{"checksum":"sha256:bbbb000000000000000000000000000000000000000000000000000000000000","capabilities":["read-path","write-path"],"fields":{{{{BucketSchema.Replace("__CREDENTIALS__", CredentialsSchema, StringComparison.Ordinal)}}}}}}
        ],"models":[]}
        """;

    /// <summary>Writes the package's assembly, whose code throws when it is loaded, into a folder.</summary>
    public static string Compile(string folder, string name = "Acme.Blocks") => Compiled.Trap(folder, name, Manifest);

    /// <summary>Makes credentials as <c>--from</c> takes them.</summary>
    public static string Credentials(Canary token, string name = "main") =>
        new System.Text.Json.Nodes.JsonObject
        {
            ["name"] = name,
            ["data"] = new System.Text.Json.Nodes.JsonObject { ["user"] = "ada", ["token"] = token.Value },
        }.ToJsonString();
}
