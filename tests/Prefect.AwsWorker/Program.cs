using Prefect.Aws;
using Prefect.AwsWorker;

// A program for tests that need a process of their own: because they kill it, or because of its environment.
//   glue ADDRESS KEY-ID DAY     runs the job of a day
//   read TIMES PROFILE ROLE     reads a secret, so often at once; what is empty is not set
return args switch
{
    ["glue", string address, string key, string day] => await GlueDay.RunAsync(address, key, day),
    ["read", string times, string profile, string role] => await SecretReading.RunAsync(
        int.Parse(times, null), new AwsCredentials { ProfileName = profile, AssumeRoleArn = role }),
    _ => 64,
};
