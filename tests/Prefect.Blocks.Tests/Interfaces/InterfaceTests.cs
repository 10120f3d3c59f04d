namespace Prefect.Blocks.Tests.Interfaces;

public sealed class InterfaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Null_file_system_does_nothing_and_gives_nothing()
    {
        (await NullFileSystem.Instance.ReadPathAsync("a", Token)).ShouldBeEmpty();
        (await NullFileSystem.Instance.WritePathAsync("a", new byte[] { 1 }, Token)).ShouldBe("");
        (await NullFileSystem.Instance.PutDirectoryAsync("/no/such", cancellationToken: Token)).ShouldBe(0);
        await NullFileSystem.Instance.GetDirectoryAsync(cancellationToken: Token);
    }

    [Fact]
    public async Task Failed_deliveries_throw_only_inside_a_scope_and_its_asynchronous_flow()
    {
        NotificationFailures.Throws.ShouldBeFalse();
        using (NotificationFailures.Throw())
        {
            await Task.Yield();
            NotificationFailures.Throws.ShouldBeTrue();
            using (NotificationFailures.Throw())
            {
                NotificationFailures.Throws.ShouldBeTrue();
            }

            NotificationFailures.Throws.ShouldBeTrue();
        }

        NotificationFailures.Throws.ShouldBeFalse();
    }

    [Fact]
    public void Capabilities_are_those_of_all_interfaces() =>
        LocalFileSystem.BlockType.Manifest.Schema.Capabilities.ShouldBe(["get-directory", "put-directory", "read-path", "write-path"]);
}
