using System.Text.Json;

namespace Prefect.Blocks.Tests;

public class GeneratedBlockTests
{
    [Fact]
    public void A_block_prints_its_data_with_secrets_masked()
    {
        SampleStore store = new() { BucketName = "b", Credentials = new SampleLogin { User = "u", Password = "hunter2!" } };

        store.ToString().ShouldBe(
            """SampleStore {"bucket_name":"b","credentials":{"user":"u","password":"********","parameters":{"use_ssl":true,"verify":null,"config":null},"block_type_slug":"sample-login"},"folder":"","method":"POST","tags":[],"block_type_slug":"sample-store"}""");
    }

    [Fact]
    public void The_manifest_has_the_schema()
    {
        BlockManifest manifest = BlockManifest.Of(typeof(SampleStore).Assembly);
        TestContext.Current.SendDiagnosticMessage(manifest.Blocks.First(b => b.Slug == "sample-store").Schema.Fields.GetRawText());
        Console.WriteLine(manifest.Blocks.First(b => b.Slug == "sample-store").Schema.Fields.GetRawText());
        Console.WriteLine(manifest.Blocks.First(b => b.Slug == "samplekinds").Schema.Fields.GetRawText());
        manifest.Blocks.First(b => b.Slug == "sample-store").Schema.References.ShouldBe(["sample-login", "sample-token"]);
    }
}
