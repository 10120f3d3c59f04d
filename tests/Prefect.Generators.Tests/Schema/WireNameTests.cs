namespace Prefect.Generators.Tests;

public class WireNameTests
{
    [Theory]
    [InlineData("BucketName", "bucket_name")]
    [InlineData("AwsAccessKeyId", "aws_access_key_id")]
    [InlineData("URL", "url")]
    [InlineData("SMBHost", "smb_host")]
    [InlineData("S3Bucket", "s3_bucket")]
    [InlineData("Md5Hash", "md5_hash")]
    [InlineData("Already_Split", "already_split")]
    [InlineData("event", "event")]
    public void A_property_is_named_in_snake_case(string name, string wire) => WireNames.Snake(name).ShouldBe(wire);

    [Theory]
    [InlineData("smb_host", "Smb Host")]
    [InlineData("RoleSessionName", "Rolesessionname")]
    [InlineData("schema_", "Schema")]
    [InlineData("md5hash", "Md5Hash")]
    public void A_title_capitalises_each_word(string wire, string title) => WireNames.Title(wire).ShouldBe(title);

    [Theory]
    [InlineData("AWS Secret", "aws-secret")]
    [InlineData("MyRegisteredBlock", "myregisteredblock")]
    [InlineData("Café", "cafe")]
    [InlineData("Cafe\u0301", "cafe")]
    [InlineData("Größe & Maß", "grosse-mass")]
    [InlineData("Þórr/Łódź", "thorr-lodz")]
    [InlineData("1,000 Œuvres", "1000-oeuvres")]
    [InlineData("--a__b--", "a-b")]
    [InlineData("日本", "")]
    public void A_slug_is_made_of_letters_digits_and_dashes(string name, string slug) => Slug.From(name).ShouldBe(slug);

    [Theory]
    [InlineData("password", true)]
    [InlineData("client_secret", true)]
    [InlineData("apikey", true)]
    [InlineData("credentials", true)]
    [InlineData("connection_string", true)]
    [InlineData("aws_access_key_id", false)]
    [InlineData("secret_name", false)]
    [InlineData("token_url", false)]
    [InlineData("private_key_path", false)]
    [InlineData("bucket_name", false)]
    public void Names_of_secrets_are_told_from_names_about_secrets(string name, bool isSecret) => SecretNames.IsSecret(name).ShouldBe(isSecret);
}
