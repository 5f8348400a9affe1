{{- define "blackroad.labels" -}}
app.kubernetes.io/name: blackroad-{{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: blackroad-streams
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "blackroad.selector" -}}
app.kubernetes.io/name: blackroad-{{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "blackroad.name" -}}
{{ printf "%s-%s" .root.Release.Name .part | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- define "blackroad.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* What the "restricted" standard of pod security asks for. */}}
{{- define "blackroad.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "blackroad.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: ["ALL"]
{{- end }}

{{/* The settings of every part. */}}
{{- define "blackroad.env" -}}
- name: BLACKROAD_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
- name: BLACKROAD_REGISTRY_URL
  value: {{ .Values.registry.url | quote }}
- name: BLACKROAD_SERVER_URL
  value: http://{{ include "blackroad.name" (dict "root" . "part" "streams") }}:8000
- name: BLACKROAD_PARTITIONS_AGENT
  value: {{ .Values.topics.agentPartitions | quote }}
- name: BLACKROAD_PARTITIONS_TARGET
  value: {{ .Values.topics.targetPartitions | quote }}
- name: BLACKROAD_REPLICATION_FACTOR
  value: {{ .Values.topics.replication | quote }}
{{- if .Values.database.url }}
- name: BLACKROAD_DATABASE_URL
  value: {{ .Values.database.url | quote }}
- name: BLACKROAD_DATABASE_USER
  value: {{ .Values.database.user | quote }}
{{- end }}
{{- if .Values.memory.shards }}
- name: BLACKROAD_MEMORY_SHARDS
  value: {{ join "," .Values.memory.shards | quote }}
{{- end }}
{{- range $key, $value := .Values.kafka.settings }}
- name: BLACKROAD_KAFKA_{{ $key | upper | replace "." "_" }}
  value: {{ $value | quote }}
{{- end }}
{{ include "blackroad.secretEnv" . }}
{{- end }}

{{/* Options of the JVM that every part has. */}}
{{- define "blackroad.logging" -}}
{{- if eq .Values.logs "json" }}-Dlogback.configurationFile=logback-json.xml{{ end }}
{{- end }}

{{/* Secrets are files, never variables, which every child process and crash report would have. */}}
{{- define "blackroad.secretEnv" -}}
{{- if not (or .Values.access.existingSecret .Values.access.jwt.issuer .Values.access.open) }}
{{- fail "say who may ask over HTTP: access.existingSecret (tokens), access.jwt (an issuer's), or access.open=true where something in front asks" }}
{{- end }}
- name: BLACKROAD_HTTP_OPEN
  value: {{ .Values.access.open | quote }}
{{- with .Values.access.jwt }}
{{- if .issuer }}
- name: BLACKROAD_ACCESS_JWT_ISSUER
  value: {{ .issuer | quote }}
- name: BLACKROAD_ACCESS_JWT_AUDIENCE
  value: {{ .audience | quote }}
- name: BLACKROAD_ACCESS_JWT_KEYS
  value: {{ .keys | quote }}
{{- end }}
{{- end }}
{{- if .Values.access.existingSecret }}
- name: BLACKROAD_ACCESS_FILE
  value: /run/blackroad/access/access
- name: BLACKROAD_TOKEN_FILE
  value: /run/blackroad/access/token
{{- end }}
{{- if .Values.existingSecret }}
- name: BLACKROAD_SECRETS_DIR
  value: /run/blackroad/secrets
{{- end }}
{{- if .Values.kafka.existingSecret }}
- name: BLACKROAD_KAFKA_CONFIG
  value: /run/blackroad/kafka/client.properties
{{- end }}
{{- end }}

{{- define "blackroad.secretMounts" -}}
{{- if .Values.access.existingSecret }}
- { name: access, mountPath: /run/blackroad/access, readOnly: true }
{{- end }}
{{- if .Values.existingSecret }}
- { name: secrets, mountPath: /run/blackroad/secrets, readOnly: true }
{{- end }}
{{- if .Values.kafka.existingSecret }}
- { name: kafka, mountPath: /run/blackroad/kafka, readOnly: true }
{{- end }}
{{- end }}

{{- define "blackroad.secretVolumes" -}}
{{- with .Values.access.existingSecret }}
- name: access
  secret: { secretName: {{ . }}, defaultMode: 0440 }
{{- end }}
{{- with .Values.existingSecret }}
- name: secrets
  secret: { secretName: {{ . }}, defaultMode: 0440 }
{{- end }}
{{- with .Values.kafka.existingSecret }}
- name: kafka
  secret: { secretName: {{ . }}, defaultMode: 0440 }
{{- end }}
{{- end }}

{{- define "blackroad.placement" -}}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* A part that keeps nothing: dict root part replicas command args resources, and http where it has a port. */}}
{{- define "blackroad.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "blackroad.name" . }}
  labels:
    {{- include "blackroad.labels" . | nindent 4 }}
spec:
  {{- if not (eq (toString .replicas) "autoscaled") }}
  replicas: {{ .replicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "blackroad.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "blackroad.labels" . | nindent 8 }}
    spec:
      serviceAccountName: {{ .serviceAccount | default "default" }}
      automountServiceAccountToken: {{ hasKey . "serviceAccount" }}
      securityContext:
        {{- include "blackroad.podSecurity" .root | nindent 8 }}
      terminationGracePeriodSeconds: 40
      {{- include "blackroad.placement" .root | nindent 6 }}
      containers:
        - name: {{ .part }}
          image: {{ .image | default (include "blackroad.image" .root) }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          args: {{ toJson .args }}
          env:
            - name: POD_IP
              valueFrom:
                fieldRef:
                  fieldPath: status.podIP
            {{- with include "blackroad.logging" .root }}
            - name: BLACKROAD_JAVA_OPTS
              value: {{ . }}
            {{- end }}
            {{- include "blackroad.env" .root | nindent 12 }}
          {{- with .port }}
          ports:
            - name: {{ $.portName }}
              containerPort: {{ . }}
          {{- end }}
          {{- if eq (.portName | default "") "http" }}
          readinessProbe:
            httpGet: { path: /ready, port: http }
            periodSeconds: 5
          livenessProbe:
            httpGet: { path: /health, port: http }
            initialDelaySeconds: 15
            periodSeconds: 20
          {{- end }}
          resources:
            {{- toYaml .resources | nindent 12 }}
          securityContext:
            {{- include "blackroad.containerSecurity" .root | nindent 12 }}
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
            - { name: data, mountPath: /data }
            {{- include "blackroad.secretMounts" .root | nindent 12 }}
      volumes:
        - name: tmp
          emptyDir: {}
        - name: data
          emptyDir: {}
        {{- include "blackroad.secretVolumes" .root | nindent 8 }}
{{- end }}
