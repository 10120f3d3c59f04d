using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class ReadmeSecretSampleTests(MotoServer moto) : SecretsManagerTest(moto)
{
    [Fact]
    public async Task The_samples_of_the_README_about_secrets_run()
    {
        AwsCredentials credentials = Credentials();
        AwsSecret secret = new() { SecretName = Name, AwsCredentials = credentials };
        await secret.WriteSecretAsync("battery staple"u8.ToArray(), Token);
        await secret.WriteSecretAsync("correct horse"u8.ToArray(), Token);
        (await secret.ReadSecretAsync(Token)).ShouldBe("correct horse"u8.ToArray());
        (await secret.ReadSecretAsync(null, "AWSPREVIOUS", Token)).ShouldBe("battery staple"u8.ToArray());
        await secret.DeleteSecretAsync(7, cancellationToken: Token);
        await secret.DeleteSecretAsync(forceDeleteWithoutRecovery: true, cancellationToken: Token);

        await SecretsManagerTasks.CreateSecretAsync(Name + "/api", """{"password": "a text"}""", credentials, "key of the API", cancellationToken: Token);
        AwsSecretValue value = await SecretsManagerTasks.ReadSecretAsync(Name + "/api", credentials, cancellationToken: Token);
        value.Text!.Value.Reveal().ShouldBe("""{"password": "a text"}""");

        SecretReferences.Register(new AwsSecretReferences(credentials));
        MinIOCredentials warehouse = new() { MinioRootUser = "operator", MinioRootPassword = $"aws-sm:{Name}/api#password" };
        (await warehouse.MinioRootPassword.RevealAsync(Token)).ShouldBe("a text");
    }
}
