using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class SchemaTests
{
    private static readonly JsonArray s_golden = Read();

    public static TheoryData<string> Slugs => ["aws-credentials", "minio-credentials", "s3-bucket"];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_schema_equals_that_of_the_Python_package(string slug)
    {
        BlockType type = slug switch
        {
            "aws-credentials" => AwsCredentials.BlockType,
            "minio-credentials" => MinIOCredentials.BlockType,
            _ => S3Bucket.BlockType,
        };

        GoldenSchema.AssertEqual(s_golden.Select(node => node!.AsObject()).Single(node => node["slug"]!.ToString() == slug), type);
    }

    [Fact]
    public void A_difference_is_named_with_its_place()
    {
        JsonObject golden = s_golden.Select(node => node!.AsObject()).Single(node => node["slug"]!.ToString() == "s3-bucket").DeepClone().AsObject();
        golden["schema"]!["properties"]!["bucket_folder"]!["default"] = "elsewhere";

        GoldenSchema.Compare(golden, S3Bucket.BlockType.Manifest).ShouldBe(["schema.properties.bucket_folder.default: expected \"elsewhere\", is \"\""]);
    }

    private static JsonArray Read()
    {
        using Stream stream = typeof(SchemaTests).Assembly.GetManifestResourceStream("Prefect.Aws.Tests.Golden.block-types.json")!;
        return JsonNode.Parse(stream)!.AsArray();
    }
}
