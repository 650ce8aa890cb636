package main

import (
	"fmt"
	"net/http"
)

// withAccessLog prints a line for each request, without its query: "access POST /oauth/token 200".
// Stories count requests by these lines.
func withAccessLog(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := &statusRecorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		fmt.Printf("access %s %s %d\n", r.Method, r.URL.Path, answer.status)
	})
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (s *statusRecorder) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}
