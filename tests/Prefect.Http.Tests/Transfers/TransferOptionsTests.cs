namespace Prefect.Http.Tests.Transfers;

public sealed class TransferOptionsTests
{
    [Fact]
    public void Defaults_are_those_that_are_documented()
    {
        AcmeTransferOptions options = new();

        (options.Parallelism, options.FolderParallelism, options.Retries, options.TimeProvider).ShouldBe((4, 8, 5, TimeProvider.System));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Numbers_out_of_range_are_refused(int value)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new AcmeTransferOptions { Parallelism = value });
        Should.Throw<ArgumentOutOfRangeException>(() => new AcmeTransferOptions { FolderParallelism = value * 4 });
        Should.Throw<ArgumentOutOfRangeException>(() => new AcmeTransferOptions { Retries = (value * 2) - 1 });
    }

    private sealed record AcmeTransferOptions : TransferOptions;
}
