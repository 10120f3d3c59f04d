using System.Diagnostics;

namespace Prefect.Testing.Tests;

public sealed class CapturedActivitiesTests
{
    [Fact]
    public void Hears_only_the_named_source_and_stops_when_disposed()
    {
        using ActivitySource heard = new("heard-" + Guid.NewGuid());
        using ActivitySource other = new("other-" + Guid.NewGuid());
        using CapturedActivities activities = new(heard.Name);
        heard.StartActivity("one")?.Dispose();
        other.StartActivity("two").ShouldBeNull();
        activities.Dispose();
        heard.StartActivity("three").ShouldBeNull();

        activities.Activities.ShouldHaveSingleItem().OperationName.ShouldBe("one");
    }

    [Fact]
    public void A_sweep_sees_every_part_of_an_activity()
    {
        Canary canary = Canary.Generate("token");
        LeakSweep sweep = new(canary);
        using ActivitySource source = new("swept-" + Guid.NewGuid());
        Action<Activity>[] leaks =
        [
            activity => activity.DisplayName = canary.Value,
            activity => activity.SetTag("tag", canary.Value),
            activity => activity.SetStatus(ActivityStatusCode.Error, canary.Value),
            activity => activity.AddBaggage("baggage", canary.Value),
            activity => activity.AddEvent(new ActivityEvent("event", tags: new ActivityTagsCollection { ["tag"] = canary.Value })),
            activity => activity.AddException(new IOException(canary.Value)),
            activity => activity.AddLink(new ActivityLink(default, new ActivityTagsCollection { ["tag"] = canary.Value })),
        ];

        foreach (Action<Activity> leak in leaks)
        {
            using CapturedActivities activities = new(source.Name);
            using Activity activity = source.StartActivity("work").ShouldNotBeNull();
            leak(activity);
            sweep.FindIn(activities).ShouldNotBeEmpty();
        }
    }
}
