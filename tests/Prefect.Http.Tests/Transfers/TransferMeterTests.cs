using Prefect.Blocks;

namespace Prefect.Http.Tests.Transfers;

public sealed class TransferMeterTests : IProgress<TransferProgress>
{
    private readonly List<TransferProgress> _reports = [];

    void IProgress<TransferProgress>.Report(TransferProgress value) => _reports.Add(value);

    [Fact]
    public void Parts_are_added_up()
    {
        TransferMeter meter = new(this, 10, 2);

        meter.Add("a", 4);
        meter.Finish("a");
        meter.Add("b", 6);

        _reports.ShouldBe([new TransferProgress("a", 4, 10, 0, 2), new TransferProgress("a", 4, 10, 1, 2), new TransferProgress("b", 10, 10, 1, 2)]);
    }

    [Fact]
    public void Reports_of_many_threads_arrive_one_at_a_time_and_in_order()
    {
        TransferMeter meter = new(this);

        Parallel.For(0, 10_000, index => meter.Add($"{index % 8}", 1));

        _reports.Count.ShouldBe(10_000);
        _reports.Select(report => report.BytesTransferred).ShouldBe(Enumerable.Range(1, 10_000).Select(number => (long)number));
    }

    [Fact]
    public void Nobody_need_listen() => Should.NotThrow(() => new TransferMeter(null).Finish("a"));
}
