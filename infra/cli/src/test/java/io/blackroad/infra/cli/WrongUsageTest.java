package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongUsageTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            statsu                        | there is no command 'statsu'; did you mean status?    | ./scale.sh --help
            xyzzyxyzzy                    | there is no command 'xyzzyxyzzy'                      | commands: up, status
            status extra                  | 'status' does not expect 'extra'                      | ./scale.sh status --help
            status @.                     | 'status' does not expect '@.'                         | ./scale.sh status --help
            status --wach                 | 'status' has no option --wach; did you mean --watch?  | ./scale.sh status --watch
            status --server               | missing required parameter for option '--server'      | ./scale.sh status --help
            status --server=ftp://x       | flag --server: server.url 'ftp://x' must be a URL     | http://127.0.0.1:8000
            decisions --limit many        | invalid value for option '--limit'                    | ./scale.sh decisions --help
            decisions --limit 0           | --limit 0 must be at least 1                          | ./scale.sh decisions --help
            decisions --target api        | --target 'api' is no target: write region/service     | ./scale.sh decisions --help
            decisions --since yesterday   | --since 'yesterday' is no time: write an age          | 10m
            explain                       | missing required parameter: 'ID'                      | ./scale.sh explain us-east.api.1
            agent                         | missing required parameter: 'ID'                      | ./scale.sh agent
            route                         | missing required parameter: 'AGENT'                   | ./scale.sh route agent-42
            config shwo                   | there is no command 'shwo'; did you mean show?        | ./scale.sh config --help
            config                        | missing required subcommand                           | ./scale.sh config --help
            up --agents none              | flag --agents: agents 'none' must be a whole number   | from 1 to 1000000
            up --port 70000               | flag --port: http.port '70000' must be a whole number | from 1 to 65535
            up --speed 2                  | --format, --speed and --service belong to a trace     | add --trace FILE
            up --trace nowhere.csv        | --trace needs its format                              | add --format F
            up --trace x --format azure   | 'azure' is no format of a trace; did you mean azure-llm? | ./scale.sh up --help
            up --trace x.csv --format llm | --trace x.csv is no readable file                     | ./scale.sh up --help
            streams --group-protocol new  | group.protocol 'new' must be classic or streams       | flag --group-protocol
            streams --bootstrap-servers x | bootstrap.servers 'x' must be host:port               | 127.0.0.1:9092
            streams --tick 1ms            | tick '1ms' must be a duration from PT0.1S to PT1M     | such as 1s
            replay azure x.csv            | 'azure' is no format of a trace; did you mean azure-llm? | ./scale.sh replay azure-llm
            replay llm nowhere.csv        | nowhere.csv is no readable file                       | ./scale.sh replay azure-llm
            replay llm - --speed 0        | --speed 0.0 must be above 0                           | ./scale.sh replay --help
            replay llm                    | missing required parameter: 'FILE'                    | ./scale.sh replay azure-llm
            wake llama3.2                 | missing required parameter: 'NAME'                    | ./scale.sh wake llama3.2 ada
            wake m n --memory 0           | --memory 0.0 must be above 0                          | ./scale.sh wake --help
            controller                    | missing required option: '--adapter                   | ./scale.sh controller --adapter fleet
            controller --adapter fleet --agents x | flag --agents: agents 'x' must be a whole number      | from 1 to 1000000
            controller --adapter webhook  | --adapter webhook needs --webhook-url URL             | BLACKROAD_WEBHOOK_SECRET
            controller --adapter fleet --target a/b | --target and --name do not go with --adapter fleet | every target
            controller --adapter webhook --drain 5s | --drain belongs to --adapter kubernetes            | BLACKROAD_WEBHOOK_SECRET
            controller --adapter kubernetes --target a/b --drain x | --target a/b needs its workload, as in a/b=deployment/b | --drain 'x' must be a time
            controller --adapter webhook --namespace x  | --namespace belongs to --adapter kubernetes and keda | --webhook-url
            controller --adapter keda --target a/b      | --target does not go with --adapter keda | names its region
            controller --adapter keda --keda-port 70000 | --keda-port '70000' must be a port       | from 0 to 65535
            controller --adapter railway --target a/b=c | SERVICE_ID@RAILWAY_REGION, not 'c'       | BLACKROAD_RAILWAY_TOKEN
            controller --adapter kubernetes --target a/b=job/c     | deployment/NAME or statefulset/NAME, not job | --target a/b=job/c
            controller --adapter fleet --dry-run --metrics-port 0  | --metrics-port is of no use with --dry-run   | counts nothing
            topics                        | missing required subcommand                           | ./scale.sh topics --help
            topics dif                    | there is no command 'dif'; did you mean diff?         | ./scale.sh topics --help
            doctor --only disc            | --only 'disc' is no check; there are jdk, data, disk  | ./scale.sh doctor
            doctor --port 0               | http.port '0' must be a whole number from 1           | flag --port
            balance now                   | 'balance' does not expect 'now'                       | ./scale.sh balance
            registry --prot 1             | 'registry' has no option --prot; did you mean --port? | ./scale.sh registry --help
            up --trace . --format llm     | --trace . is no readable file                         | ./scale.sh up --help
            replay llm .                  | . is no readable file                                 | ./scale.sh replay --help
            decisions --since -5m         | --since '-5m' is in the future                        | ./scale.sh decisions --help
            decisions --limit 1e9         | '1e9' is no whole number in range                     | ./scale.sh decisions --help
            replay llm - --speed fast     | 'fast' is no number                                   | ./scale.sh replay --help
            up --control nowhere.yaml     | nowhere.yaml                                          | there is no such file
            broker --port many            | invalid value for option '--port'                     | ./scale.sh broker --help
            """)
    void saysWhatIsWrongAndWhatToType(String arguments, String wrong, String type) {
        World world = new World(folder);

        int code = world.run(arguments.split(" "));

        assertThat(world.err()).contains(wrong).contains(type).doesNotContain("Exception");
        assertThat(code).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "agent", "route"})
    void anEmptyIdDoesNotAskForTheList(String command) {
        World world = new World(folder);

        assertThat(world.run(command, "")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.err()).contains("the id is empty");
    }

    @Test
    void noCommandAtAllListsTheCommands() {
        World world = new World(folder);

        assertThat(world.run()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.err()).contains("missing required subcommand").contains("status");
    }
}
